"""What is asked, whom and when: questionnaires that never change, surveys with their days."""
