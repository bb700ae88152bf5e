"""Words that show what a label is: roles of speakers, heads of a record, notes of sounds."""

ROLES = """
대표 대표이사 사장 회장 이사 상무 전무 부장 차장 과장 대리 사원 주임 계장 팀장 실장 본부장 그룹장 파트장
센터장 지원장 원장 국장 처장 단장 소장 공장장 지점장 지사장 청장 시장 구청장 조합장 협회장 총장 학장
위원장 위원 의원 의장 교수 박사 강사 연구원 연구위원 주무관 사무관 서기관 담당자 담당관 관계자 간사
사회자 진행자 좌장 발표자 토론자 발언자 참가자 참석자 참여자 응답자 면담자 면담원 조사원 조사자
질문자 답변자 인터뷰어 인터뷰이 전문가 기업인 기자 매니저 컨설턴트 변호사 회계사 노무사 세무사 변리사
청중 통역 통역사 일동 화자 조사관 보좌관 委員 委員長 議員 議長 長官 次官
장관 차관 차관보 실국장 서장 군수 도지사 지사 교육감 교육장 면장 동장 읍장 이장 통장 반장 관장 행정관 비서관 정책관
심의관 기획관 감사관 협력관 조정관 담당 진술인 증인 참고인 발제자 패널 앵커 아나운서 리포터 캐스터 특파원
""".split()  # noqa: SIM905 - a list of bare words reads better

ENGLISH_ROLES = """
speaker participant interviewer interviewee respondent
moderator facilitator host guest chair chairman chairwoman
chairperson panelist presenter manager director officer ceo cfo cto coo expert operator audience
""".split()  # noqa: SIM905

# Without a number these head a list of people ("참석자: 12명") as often as they name a speaker.
GROUPS = frozenset("참석자 참가자 참여자 응답자 발표자 토론자 관계자 일동".split())  # noqa: SIM905

ENGLISH_TITLES = "mr ms mrs dr prof chair governor director minister president secretary".split()  # noqa: SIM905

# First words of lines that head a record or a point of an argument, not a speech.
HEADINGS = frozenset(
    """
안건 주제 의제 일시 일자 날짜 시간 장소 참석 참석자명단 참석기관 배석 목적 제목 행사명 회의명 회의 순서 차례
내용 사진 그림 표 붙임 첨부 비고 참고 출처 단위 단계 결론 문제 문제점 원인 예 예시 예컨대 요약 정리 제안
건의 건의사항 이유 결과 요청 요청사항 대책 해결책 배경 방향 핵심 주의 전화 이메일 주소 팩스 누리집 홈페이지
첫째 둘째 셋째 넷째 하나 즉 다만 단 특히 그리고 그런데 또 또한 반면 반대로 추가 기타 결국 현황 계획 기간
대상 인원 예산 금액 비율 합계 계 평균 작성 작성자 작성일 기록 기록자 문서 파일 녹음 면담 면담일 오전 오후
종합토론 자유토론 토론 질의응답 발표 발제 세션 애로 애로사항 요구 요구사항 쟁점 의견 주요의견 논의 논의사항
배포일 배포 담당부서 보도시점 보도자료 제공일 게시일 등록일 조회수 첨부파일 인사말 개회사 폐회사 문의 문의처 접수 모집 신청
코드 인용 인용문 프로젝트 보고서 조치 조치사항 참고사항 저장한 저장일 주관 주최 후원
업종 지역 기관 구분 번호 매출 수출 인력 금융 시장 기술
date time place venue location subject topic agenda note
notes source figure table page http https www example
summary conclusion result results reason problem
participants attendees present title re cc from to tel fax email
e-mail phone url transcript language kind duration series industry labor prices
content contents comment comments code codes coding quotation quotations memo project report document documents
""".split()  # noqa: SIM905
)

ASIDES = frozenset(
    """
웃음 일동웃음 박수 전원박수 침묵 잠시침묵 잡음 휴식 개회 정회 속개 폐회 중략 후략 생략 이하생략 끝
안들림 청취불가 불명 음악 end
laughter laughs applause inaudible crosstalk music pause silence unintelligible noise
""".split()  # noqa: SIM905
)

# What a broadcast calls the parts that are spoken by one and the same.
PARTS = frozenset("앵커 앵커멘트 기자 기자멘트 리포트 리포터 멘트 VCR vcr 내레이션 나레이션".split())  # noqa: SIM905

# Begin with a surname's syllable and are no names: "소위원장 선임", "위원장 인사".
NO_NAMES = frozenset(
    """
선임 선출 선거 선서 임명 임기 인사 소개 심사 공석 명단 현황 전원 모두 설명 연설 안내 안건 제안 제청 고발 조사 주재 주관
지명 지정 추천 진행 진술 위임 사임 사퇴 이력 이임 구성 변경 변동 유고 은퇴 마무리 문의 민원 박수 서명 성명 송부 양해 오찬
우선 원고 장소 정리 정회 조정 조율 차례 채택 최종 추인 표결 하차 한마디 함께 허가 지난 이번 이런 저희 우리 여러 전체 현재
이전 기존 현직 전직 주요 신임 전임
""".split()  # noqa: SIM905
)

# What a stage direction ends with: "발언시간 초과로 마이크 중단".
DIRECTIONS = frozenset(
    """
중단 중지 착석 기립 퇴장 입장 퇴석 이석 상영 재생 시청 배부 제출 생략 계속 소란 웃음 박수 침묵 있음 없음 초과 끊김 거수
타봉 낭독 경청 대기 정지 정돈 부분 속행 교대 교체 연결 켬 끔 함 됨 감
""".split()  # noqa: SIM905
)

# Broadcasters' tags before a name, as a pattern: "<녹취> 이름(직함) :".
TAGS = "(?:전화 ?)?(?:녹취|인터뷰|통화)|현장음|싱크|스탠딩|현장 ?연결|기자 ?스탠딩|음성|SYNC|INT"

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진지엄채원천방공현함변염"
    "추도석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예봉경사부"
)
